from commerce.catalogue import renditions
from commerce.catalogue.examinations import examine_picture
from commerce.catalogue.models import ProductImage


def finish_picture(image_id):
    for image in ProductImage.objects.filter(pk=image_id):
        renditions.finish(image)
    for image in ProductImage.objects.filter(pk=image_id):
        examine_picture(image)
